; The installer for Windows (Inno Setup 6.4 or newer); packaging/windows/make_setup.py calls its compiler.
;
; Needed:   /DVersion=0.1.0
;           /DName=NAME        of the installer's file, without .exe
; Optional: /DDist=FOLDER      the one-folder bundle, if not dist\saegim
;           /DIcons=FOLDER     what packaging/make_icons.py drew, if not build\icons
;           /DSignTool=NAME    sign with the tool given by /SNAME=COMMAND
;           /DSpanning         for bundles that one setup.exe cannot hold (4.2 GB)

#ifndef Version
  #error The version is missing: /DVersion=0.1.0
#endif
#ifndef Name
  #error The name is missing: /DName=Saegim-0.1.0-windows-x64-cpu-setup
#endif
#ifndef Dist
  #define Dist "..\..\dist\saegim"
#endif
#ifndef Icons
  #define Icons "..\..\build\icons"
#endif

[Setup]
; Never to be changed: by it Windows knows that a newer version replaces an older one.
AppId={{C43C1D2C-7EE9-42E3-94F4-5288BBFA8993}
AppName=Saegim
AppVersion={#Version}
AppVerName=Saegim {#Version}
AppPublisher=Saegim
VersionInfoTextVersion={#Version}
VersionInfoProductTextVersion={#Version}
MinVersion=10.0.17763
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible

; For the person who runs it, without asking for an administrator; "/ALLUSERS" is for those who are one.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline
DefaultDirName={autopf}\Saegim
DisableProgramGroupPage=yes
ChangesAssociations=yes

; The Restart Manager finds the window and the engines by their files. They may be closed by force:
; every edit is saved when it is made, and a training run goes on from its last checkpoint.
CloseApplications=force
CloseApplicationsFilter=*.exe,*.dll,*.pyd
RestartApplications=no

WizardStyle=modern
SetupIconFile={#Icons}\saegim.ico
UninstallDisplayIcon={app}\saegim.exe
UninstallDisplayName=Saegim

OutputDir=..\..\dist
OutputBaseFilename={#Name}
Compression=lzma2
SolidCompression=yes
LZMAUseSeparateProcess=yes
#ifdef Spanning
DiskSpanning=yes
; A release holds no file of 2 GiB.
DiskSliceSize=2000000000
#endif
#ifdef SignTool
SignTool={#SignTool}
SignedUninstaller=yes
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "ko"; MessagesFile: "compiler:Languages\Korean.isl"

[CustomMessages]
en.ProjectFile=Saegim project
ko.ProjectFile=새김 프로젝트
en.StillOpen=Saegim is open, or a training run is going on in the background.%n%nStop the run, close the window, then choose Retry.
ko.StillOpen=새김이 열려 있거나 백그라운드에서 학습이 진행 중입니다.%n%n학습을 멈추고 창을 닫은 뒤 [다시 시도]를 누르세요.
en.LeftAlone=Saegim was removed. Your work was left alone:%n%n•  Projects, with the models trained in them, are where you saved them.%n•  Downloaded models, settings and logs are in%n%1%n%nDelete that folder yourself if you no longer need it.
ko.LeftAlone=새김을 제거했습니다. 작업한 내용은 그대로 두었습니다.%n%n•  프로젝트와 그 안에서 학습한 모델은 저장한 곳에 있습니다.%n•  내려받은 모델, 설정, 로그는 다음 폴더에 있습니다.%n%1%n%n더 이상 필요하지 않으면 이 폴더를 직접 지우세요.

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[InstallDelete]
; Libraries of an older version that the newer one no longer has would be imported all the same.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Dist}\saegim.exe"; DestDir: "{app}"; Flags: ignoreversion
Source: "{#Dist}\saegim-engine.exe"; DestDir: "{app}"; Flags: ignoreversion
Source: "{#Dist}\_internal\*"; DestDir: "{app}\_internal"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "{#Icons}\saegim-project.ico"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\Saegim"; Filename: "{app}\saegim.exe"
Name: "{autodesktop}\Saegim"; Filename: "{app}\saegim.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.saegim"; ValueType: string; ValueData: "Saegim.Project"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\.saegim\OpenWithProgids"; ValueType: string; ValueName: "Saegim.Project"; ValueData: ""; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\Saegim.Project"; ValueType: string; ValueData: "{cm:ProjectFile}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Saegim.Project\DefaultIcon"; ValueType: string; ValueData: "{app}\saegim-project.ico"
Root: HKA; Subkey: "Software\Classes\Saegim.Project\shell\open\command"; ValueType: string; ValueData: """{app}\saegim.exe"" ""%1"""

[Run]
Filename: "{app}\saegim.exe"; Description: "{cm:LaunchProgram,Saegim}"; Flags: nowait postinstall skipifsilent

[Code]
function IsRunning(const Name: String): Boolean;
var
  Path: String;
  Stream: TFileStream;
begin
  Result := False;
  Path := ExpandConstant('{app}\') + Name;
  if FileExists(Path) then
  try
    // Windows lets nobody write to a program that runs.
    Stream := TFileStream.Create(Path, fmOpenReadWrite or fmShareExclusive);
    Stream.Free;
  except
    Result := True;
  end;
end;

// The uninstaller knows no Restart Manager: files in use would stay behind.
function InitializeUninstall(): Boolean;
begin
  Result := True;
  while Result and (IsRunning('saegim.exe') or IsRunning('saegim-engine.exe')) do
    Result := SuppressibleMsgBox(CustomMessage('StillOpen'), mbError, MB_RETRYCANCEL, IDCANCEL) = IDRETRY;
end;

procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
begin
  if (CurUninstallStep = usPostUninstall) and not UninstallSilent then
    MsgBox(FmtMessage(CustomMessage('LeftAlone'), [ExpandConstant('{localappdata}\saegim')]), mbInformation, MB_OK);
end;
