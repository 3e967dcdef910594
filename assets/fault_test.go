package assets_test

import (
	"errors"
	"fmt"
	"testing"

	"afterglow/assets"
)

func TestAFaultIsToldInThePersonsWords(t *testing.T) {
	err := assets.Within("own.json", assets.Wrong("wrong.reading_session", "items[3]"))
	var f *assets.Fault
	if !errors.As(fmt.Errorf("saving: %w", err), &f) {
		t.Fatal("it is not found under another error")
	}
	if got := f.Say(assets.English().Called("treatment")); got != "own.json: items[3]: a reading belongs to a treatment" {
		t.Errorf("a page says %q", got)
	}
	if got := err.Error(); got != "own.json: items[3]: a reading belongs to a session" {
		t.Errorf("the command line says %q", got)
	}
	if got := assets.Wrong("wrong.between", "", "Low", 0, "High", 9).Error(); got != "use a number from 0 to 9" {
		t.Errorf("without a place it is %q", got)
	}
	if other := errors.New("x"); assets.Within("own.json", other) != other {
		t.Error("another error does not stay as it is")
	}
}
