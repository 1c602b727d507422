# What PSScriptAnalyzer is to look for in tests. The first rules are left out for the reasons that the file in the root of the repository gives.
@{
    ExcludeRules = @(
        'PSUseBOMForUnicodeEncodedFile'
        'PSAvoidUsingWriteHost'
        'PSUseShouldProcessForStateChangingFunctions'
        'PSReviewUnusedParameter'
        'PSUseDeclaredVarsMoreThanAssignments'
        'PSAvoidUsingPositionalParameters'
        'PSAvoidUsingConvertToSecureStringWithPlainText'

        # A module that a test makes for itself has no readers.
        'PSProvideCommentHelp'

        # A test puts something in the place of a command to see who calls it.
        'PSAvoidOverwritingBuiltInCmdlets'

        # It does not see an assignment to several variables, and not the one before a block that runs in a pwsh of its own.
        'PSUseUsingScopeModifierInNewRunspaces'

        # A completer, a stubbed command and a hook in another scope have nothing but global variables in common with the test.
        'PSAvoidGlobalVars'

        # What the switch is for is tested, too.
        'PSAvoidUsingAllowUnencryptedAuthentication'
    )

    # The alias that everyone is to type.
    Rules        = @{ PSAvoidUsingCmdletAliases = @{ allowlist = @('axios') } }
}
