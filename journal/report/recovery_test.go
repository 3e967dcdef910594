package report

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"afterglow/assets"
	"afterglow/crypto"
)

var sheetDay = time.Date(2026, 11, 21, 18, 30, 0, 0, time.FixedZone("", 3600))

// TestARecoveryFileSaysTheCodeAndHowToUseIt holds the plain file to all that a
// person needs years later, and the code in it to what the program reads.
func TestARecoveryFileSaysTheCodeAndHowToUseIt(t *testing.T) {
	w, code := assets.English(), crypto.NewRecoveryCode()
	text := string(RecoveryText(code, sheetDay, w))
	for _, id := range []string{"for_text", "opens_text", "where_text", "step_forgot", "lost_text"} {
		if !strings.Contains(text, w.T("keeping.sheet."+id)) {
			t.Errorf("%s is missing", id)
		}
	}
	if !strings.Contains(text, "21 November 2026") {
		t.Error("the day is missing")
	}
	var rows string
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "    ") {
			rows += line
		}
	}
	read, err := crypto.ParseRecoveryCode(rows)
	if want, _ := crypto.ParseRecoveryCode(code); err != nil || !bytes.Equal(read, want) {
		t.Errorf("the code reads as %q: %v", read, err)
	}
}

func TestARecoverySheetIsOnePageWithTheCode(t *testing.T) {
	code := crypto.NewRecoveryCode()
	sheet, err := RecoverySheet(code, sheetDay, assets.English())
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := RecoverySheet(code, sheetDay.Add(time.Hour), assets.English()); !bytes.Equal(sheet, again) {
		t.Error("the sheet tells the hour it was made at")
	}
	if n := bytes.Count(sheet, []byte("/Type /Page\n")); n != 1 {
		t.Errorf("the sheet has %d pages", n)
	}
	text := read(t, sheet)
	for _, group := range strings.Split(code, "-") {
		if !strings.Contains(text, group) {
			t.Errorf("%s is not on the sheet:\n%s", group, text)
		}
	}
}
