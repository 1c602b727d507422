# What PSScriptAnalyzer is to look for in the scripts here and in those of the documentation: all of its default rules but these. The tests
# have a file of their own.
@{
    ExcludeRules = @(
        # PowerShell 7, for which all of this is, reads UTF-8 without a mark; other tools stumble over one.
        'PSUseBOMForUnicodeEncodedFile'

        # build.ps1 and the samples speak to who runs them, and what they give goes down the pipeline beside it. The module has no scripts.
        'PSAvoidUsingWriteHost'

        # A function New-…Plugin makes an object and changes nothing. The cmdlets that do change something are compiled, and have a test.
        'PSUseShouldProcessForStateChangingFunctions'

        # The rule takes each scriptblock for itself: what a hook or a closure uses counts as unused where it is declared, or set.
        'PSReviewUnusedParameter'
        'PSUseDeclaredVarsMoreThanAssignments'

        # The functions of a script are called a few lines below their declaration.
        'PSAvoidUsingPositionalParameters'

        # An example has no vault, and its secrets are none.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
    )

    # The alias that everyone is to type.
    Rules        = @{ PSAvoidUsingCmdletAliases = @{ allowlist = @('axios') } }
}
