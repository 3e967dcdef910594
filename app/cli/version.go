package cli

import "context"

// Version is this program's version. The formats' versions stand beside it
// because they, not the program's, say which files two versions can exchange.
const Version = "0.1.0"

// The versions of the formats this program writes; a test reads them from what
// it wrote.
const (
	journalFormat = "1.1"
	sealedFormat  = "1.1"
)

type versionCmd struct{}

func (*versionCmd) run(_ context.Context, a *app) error {
	return a.say(a.words.T("cli.version", "Version", Version, "Journal", journalFormat, "Sealed", sealedFormat))
}
