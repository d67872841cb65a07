@echo off
rem Checks what the machine must have, builds the CLI and the app when a source is newer than the last build, and runs the CLI.
rem All of that speaks on stderr: stdout belongs to the command's answer.
setlocal EnableExtensions
set "root=%~dp0"
set "cli=%root%functions\Cli\bin\Release\net10.0\ServerlessMlops.Cli.dll"
set "app=%root%functions\App\bin\Release\net10.0\ServerlessMlops.App.dll"
set "stamp=%root%functions\Cli\bin\Release\built.stamp"
set "log=%root%functions\Cli\bin\Release\build.log"
set "lock=%root%functions\Cli\bin\build.lock.d"

if /i "%PROCESSOR_ARCHITECTURE%"=="AMD64" goto :tools
if /i "%PROCESSOR_ARCHITECTURE%"=="ARM64" goto :tools
>&2 echo mlops: runs on x64 and arm64; this machine is %PROCESSOR_ARCHITECTURE%.
exit /b 69

:tools
where node >nul 2>nul || goto :nonode
for /f "tokens=1 delims=v." %%v in ('node --version') do if %%v LSS 20 goto :nonode
where npm >nul 2>nul || goto :nonode
where dotnet >nul 2>nul || goto :nodotnet

call :stale
if errorlevel 1 goto :run
if not exist "%root%functions\Cli\bin" mkdir "%root%functions\Cli\bin"

rem One build at a time: a second caller waits, and then finds the tree fresh.
set /a waited=0
:lock
2>nul mkdir "%lock%" && goto :locked
if %waited%==0 >&2 echo mlops: waiting for another build ...
set /a waited+=1
if %waited% GEQ 600 goto :stuck
>nul 2>nul ping -n 2 127.0.0.1
goto :lock

:locked
call :stale
if errorlevel 1 goto :unlock
dotnet --list-sdks | findstr /b "1[0-9]\." >nul || (rmdir "%lock%" & goto :nodotnet)
>&2 echo mlops: building (the first time takes a minute or two) ...
if not exist "%root%functions\Cli\bin\Release" mkdir "%root%functions\Cli\bin\Release"
rem Written before the build: what is edited during it is newer, and makes the next one.
type nul > "%stamp%.new"
dotnet build "%root%functions\Cli\launch.slnf" --configuration Release --disable-build-servers -nologo -v:minimal -tl:off >"%log%" 2>&1 <nul
if errorlevel 1 goto :failed
move /y "%stamp%.new" "%stamp%" >nul
>&2 echo mlops: built
:unlock
rmdir "%lock%"

:run
dotnet "%cli%" %*
exit /b %errorlevel%

rem Sets errorlevel 0 when a build is due, 1 when the tree is fresh. (A removed file is not noticed here, as it is on Linux.)
:stale
if not exist "%cli%" exit /b 0
if not exist "%app%" exit /b 0
if not exist "%stamp%" exit /b 0
powershell -NoProfile -Command "$t=(Get-Item -LiteralPath $env:stamp).LastWriteTimeUtc; $r=$env:root; $new=Get-ChildItem -Recurse -File -LiteralPath ($r+'functions'),($r+'runtime') | Where-Object { $_.FullName -notmatch '\\(bin|obj|bin-azure|obj-azure)\\' }; $new=@($new)+@(Get-Item ($r+'Directory.*.props'),($r+'*.json'),($r+'BannedSymbols.txt'),($r+'.editorconfig')); if ($new | Where-Object { $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1) { exit 0 } else { exit 1 }"
exit /b %errorlevel%

:failed
rmdir "%lock%"
>&2 findstr /c:"error " "%log%"
>&2 echo mlops: the build failed; everything it said is in %log%
exit /b 70

:stuck
>&2 echo mlops: another build holds %lock%; if none is running, mend it with:  rmdir "%lock%"
exit /b 69

:nonode
>&2 echo mlops: Node.js 20 or newer (with npm) is missing; the local storage (Azurite) runs on it.
>&2 echo mlops: mend it with:  winget install OpenJS.NodeJS.LTS
exit /b 69

:nodotnet
>&2 echo mlops: the .NET SDK 10 is missing.
>&2 echo mlops: mend it with:  winget install Microsoft.DotNet.SDK.10
exit /b 69
