#!/usr/bin/env bash
# The tasks of build.ps1 for a machine that has the .NET SDK but perhaps no PowerShell: then the C# half runs by itself.
set -euo pipefail
shopt -s nocasematch nullglob
cd "$(dirname "$0")"

task=${1:-}
case $task in
    Build | Test | Demo | Bench | Package) ;;
    *) echo "usage: ./build.sh Build | Test | Demo | Bench | Package" >&2; exit 2 ;;
esac

# PowerShell as a local .NET tool is put on PATH by a launcher, so that the rest need not know the difference.
find_pwsh() {
    command -v pwsh >/dev/null && return
    dotnet tool restore >/dev/null 2>&1 || return
    local home
    home=$(dotnet tool run pwsh -- -NoProfile -Command '$PSHOME' 2>/dev/null) || return
    mkdir -p out/bin
    printf '#!/bin/sh\nexec dotnet --roll-forward Major "%s/pwsh.dll" "$@"\n' "$home" > out/bin/pwsh
    chmod +x out/bin/pwsh
    PATH="$PWD/out/bin:$PATH"
}

build() {
    dotnet build src/AxiosPS -c Release -t:Stage
}

if find_pwsh; then
    exec pwsh -NoProfile -File build.ps1 "$task"
fi

missing="there is no pwsh on PATH, and 'dotnet tool restore' could not fetch one. Get PowerShell: https://aka.ms/install-powershell"

case $task in
    Build)
        build ;;
    Test)
        rm -rf out/TestResults
        build || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
        passed=0 failed=0 skipped=$(ls tests/pester/*.Tests.ps1 plugins/*/tests/*.Tests.ps1 | wc -l)
        for project in src/AxiosPS.Tests plugins/*/tests/*/*.csproj; do
            trx=$(basename "$project" .csproj).trx
            dotnet test "$project" -c Release --logger "trx;LogFileName=$trx" --results-directory out/TestResults && broken=0 || broken=1
            total=0 executed=0 good=0 bad=0
            [ ! -f "out/TestResults/$trx" ] || read -r total executed good bad < <(
                sed -n 's/.*<Counters total="\([0-9]*\)" executed="\([0-9]*\)" passed="\([0-9]*\)" failed="\([0-9]*\)".*/\1 \2 \3 \4/p' \
                    "out/TestResults/$trx")
            passed=$((passed + good)) failed=$((failed + (bad > broken ? bad : broken))) skipped=$((skipped + total - executed))
        done

        echo "The shell half (Pester, hosted tests) did not run: $missing"
        echo "$passed passed, $failed failed, $skipped skipped"
        [ "$failed" = 0 ] ;;
    Demo)
        echo "The PowerShell demo did not run, here is the C# tour instead: $missing"
        dotnet run --project samples/csharp/Tour -c Release ;;
    Bench)
        dotnet run --project bench/engine -c Release
        echo "The shell benchmark did not run: $missing" ;;
    Package)
        echo "No package was made: $missing" >&2
        exit 1 ;;
esac
