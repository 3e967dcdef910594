package cli

import (
	"bytes"
	"testing"
	"time"
)

func TestABarIsShownForWorkThatIsWaitedForAndTakenAwayAgain(t *testing.T) {
	var out bytes.Buffer
	quick := &bar{out: &out, label: "Restoring", since: time.Now().Add(time.Hour), shown: -1}
	quick.at(1, 2)
	quick.end()
	if out.Len() != 0 {
		t.Errorf("quick work printed %q", out.String())
	}
	slow := &bar{out: &out, label: "Restoring", since: time.Now().Add(-time.Second), shown: -1}
	slow.at(0, 0) // nothing is known yet
	slow.at(1, 2)
	slow.at(1, 2)
	slow.at(9, 2)
	slow.end()
	want := "\rRestoring [###############...............]  50 %" +
		"\rRestoring [##############################] 100 %\r\x1b[K"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
	nobody := &bar{since: time.Now().Add(-time.Second), shown: -1}
	nobody.at(1, 2)
	nobody.end()
}
