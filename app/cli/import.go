package cli

import (
	"context"
	"errors"
	"os"
	"slices"

	"afterglow/journal/transfer"
)

// importCmd takes in writing that was kept elsewhere.
type importCmd struct {
	Format string `arg:""`
	Path   string `arg:""`
}

// laterFormats are formats that another version reads.
var laterFormats = []string{"markdown", "dayone", "jrnl"}

func (c *importCmd) run(ctx context.Context, a *app) (err error) {
	if slices.Contains(laterFormats, c.Format) {
		return a.usage("cli.error.later_format")
	}
	if c.Format != "jsonl" {
		return a.usage("cli.error.format", "Format", printable(c.Format))
	}
	f, err := os.Open(c.Path)
	if err != nil {
		return fileError(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fileError(err)
	}
	bar := a.bar("cli.import.reading")
	entries, err := transfer.JSONL(ctx, f, func(done int64) { bar.at(done, info.Size()) })
	bar.end()
	if err != nil {
		var line *transfer.LineError
		if errors.As(err, &line) {
			return err
		}
		return fileError(err)
	}
	j, err := a.writing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	if len(entries) > 0 {
		if _, err := j.SaveEntries(ctx, entries); err != nil {
			return err
		}
	}
	return a.say(a.words.N("cli.import.done", len(entries)))
}
