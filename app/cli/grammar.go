package cli

// grammar is the command line as kong reads it.
type grammar struct {
	Journal        string `placeholder:"DIR" help:"The journal's folder (default: your data folder; AFTERGLOW_JOURNAL overrides)."`
	PassphraseFile string `placeholder:"FILE" help:"Read the passphrase from a file, less one trailing newline."`

	Init    initCommand    `cmd:"" help:"Create a journal and print its recovery code once."`
	Add     addCommand     `cmd:"" help:"Add an entry, or a session; prints its id last."`
	List    listCommand    `cmd:"" help:"List entries (or sessions), newest first."`
	Show    showCommand    `cmd:"" help:"Show one entry or session, to the letter."`
	Search  searchCommand  `cmd:"" help:"Find entries in which every word occurs."`
	Import  importCommand  `cmd:"" help:"Import entries from a file: all or nothing."`
	Share   shareCommand   `cmd:"" help:"Seal chosen entries into one file."`
	Open    openCommand    `cmd:"" help:"Open a sealed file. No journal is needed."`
	Card    cardCommand    `cmd:"" help:"Print your contact card, by which others seal for you."`
	Check   checkCommand   `cmd:"" help:"Read everything and name what is wrong. Repairs nothing."`
	Version versionCommand `cmd:"" help:"Print the version."`

	Export     laterCommand `cmd:"" hidden:""`
	Backup     laterCommand `cmd:"" hidden:""`
	Restore    laterCommand `cmd:"" hidden:""`
	Passphrase laterCommand `cmd:"" hidden:""`
	Recover    laterCommand `cmd:"" hidden:""`
}

// Commands are the words that begin a command.
func Commands() []string {
	return []string{"init", "add", "list", "show", "search", "import", "share", "open", "card", "check", "version",
		"export", "backup", "restore", "passphrase", "recover", "help"}
}

// laterCommand stands for what DESIGN promises and this version has not.
type laterCommand struct {
	Args []string `arg:"" optional:"" passthrough:""`
}

// Run says so.
func (laterCommand) Run(*env) error {
	return usage("this version does not have that command yet")
}
