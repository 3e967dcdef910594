package report_test

import (
	"strings"
	"testing"

	"afterglow/assets"
	"afterglow/journal/bundle"
	"afterglow/journal/report"
	"afterglow/journal/sharing"
)

// The mark that sharing puts in the place of what was kept back is the one that is
// set off here.
func TestTheMarkIsTheOneThatSharingSets(t *testing.T) {
	page := string(report.HTML(bundle.Content{Questions: []bundle.Question{{Text: "About " + sharing.Mark}}}, assets.English()))
	if !strings.Contains(page, `<span class="kept">`+sharing.Mark+`</span>`) {
		t.Error("the mark is not set off")
	}
}
