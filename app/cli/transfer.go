package cli

import (
	"fmt"
	"os"

	"golang.org/x/term"

	"afterglow/journal/transfer"
)

type importCommand struct {
	Format string `arg:"" help:"jsonl"`
	Path   string `arg:"" help:"The file."`
}

// importStep is how many bytes are read between two updates of the progress.
const importStep = 1 << 20

// Run imports everything in the file, or nothing.
func (c importCommand) Run(e *env) error {
	if c.Format != "jsonl" {
		return usage("this version imports jsonl only, not %q", c.Format)
	}
	f, err := os.Open(c.Path)
	if err != nil {
		return plainPath(err)
	}
	defer f.Close()
	entries, err := transfer.JSONL(e.ctx, f, e.progress(f))
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return fmt.Errorf("there is no entry in %s", c.Path)
	}
	j, err := e.write()
	if err != nil {
		return err
	}
	defer j.Close()
	if _, err := j.SaveEntries(e.ctx, entries); err != nil {
		return err
	}
	if err := j.Close(); err != nil {
		return err
	}
	fmt.Fprintln(e.Out, e.words.N("cli.import.done", len(entries)))
	return nil
}

// progress draws a bar on standard error, if that is a terminal.
func (e *env) progress(f *os.File) func(int64) {
	out, ok := e.Err.(*os.File)
	info, err := f.Stat()
	if !ok || err != nil || info.Size() == 0 || !term.IsTerminal(int(out.Fd())) {
		return nil
	}
	const width = 40
	var told int64
	return func(read int64) {
		if read < told+importStep && read < info.Size() {
			return
		}
		told = read
		full := int(width * min(read, info.Size()) / info.Size())
		fmt.Fprintf(out, "\r[%-*s]", width, "########################################"[:full])
		if read >= info.Size() {
			fmt.Fprintln(out)
		}
	}
}
