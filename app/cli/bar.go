package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// bar is a progress bar on a terminal, for work that takes long enough to be
// waited for. Before that, and on anything else, it is silent.
type bar struct {
	out   io.Writer // nil where there is no terminal
	label string
	since time.Time
	shown int64 // percent; -1 for not at all
}

const (
	barWidth = 30
	barAfter = 500 * time.Millisecond
)

func (a *app) bar(id string) *bar {
	b := &bar{label: a.words.T(id), since: time.Now(), shown: -1}
	if isTerminal(a.Stderr) {
		b.out = a.Stderr.(*os.File)
	}
	return b
}

func (b *bar) at(done, total int64) {
	if b.out == nil || total <= 0 || time.Since(b.since) < barAfter {
		return
	}
	percent := min(100*done/total, 100)
	if percent == b.shown {
		return
	}
	b.shown = percent
	full := int(percent) * barWidth / 100
	fmt.Fprintf(b.out, "\r%s [%s%s] %3d %%", b.label, strings.Repeat("#", full), strings.Repeat(".", barWidth-full), percent)
}

// end takes the bar away.
func (b *bar) end() {
	if b.shown >= 0 {
		fmt.Fprint(b.out, "\r\x1b[K")
		b.shown = -1
	}
}
