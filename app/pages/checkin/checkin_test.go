package checkin_test

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/checkin"
	"afterglow/app/pages/pagetest"
	"afterglow/assets"
	"afterglow/journal"
)

var say = assets.English().T

func opened(t *testing.T) (*pagetest.Shell, *journal.Journal, *checkin.Page) {
	t.Helper()
	s := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	p := checkin.New(s, j)
	s.Show(p)
	return s, j, p
}

func hits(s *pagetest.Shell, keys ...fyne.KeyName) {
	for _, k := range keys {
		s.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func field(t *testing.T, p *checkin.Page, n int) *kit.Input {
	t.Helper()
	f, ok := pagetest.Find(p.Content(), func(*kit.Input) bool { n--; return n < 0 })
	if !ok {
		t.Fatal("there is no such field")
	}
	return f
}

func TestOnlyWhatWasGivenIsKept(t *testing.T) {
	s, j, p := opened(t)
	hits(s, fyne.Key0)
	s.Win.Canvas().FocusNext()
	hits(s, fyne.Key4, fyne.KeyBackspace)
	field(t, p, 1).SetText("A slow morning")
	pagetest.Press(t, p.Content(), say("common.save"))
	list := j.CheckIns()
	if len(list) != 1 || list[0].Mood != journal.Some(0) || !list[0].Anxiety.IsZero() || !list[0].SleepHours.IsZero() || list[0].Line != "A slow morning" {
		t.Fatalf("%+v", list)
	}
	if s.Backs != 1 || !s.Leave(p) || len(j.CheckIns()) != 1 {
		t.Error("it is kept twice, or does not go back")
	}
}

func TestSeveralADayAreKeptEach(t *testing.T) {
	s, j, p := opened(t)
	hits(s, fyne.Key3)
	s.Leave(p)
	p = checkin.New(s, j)
	s.Show(p)
	hits(s, fyne.Key5)
	s.Leave(p)
	if n := len(j.CheckIns()); n != 2 {
		t.Errorf("%d check-ins", n)
	}
}

func TestNothingAndCancelKeepNothing(t *testing.T) {
	s, j, p := opened(t)
	pagetest.Press(t, p.Content(), say("common.save"))
	s.Leave(p)
	hits(s, fyne.Key3)
	pagetest.Press(t, p.Content(), say("common.cancel"))
	if !s.Leave(p) || s.Backs != 2 || len(j.CheckIns()) != 0 {
		t.Errorf("%d check-ins, went back %d times", len(j.CheckIns()), s.Backs)
	}
}

func TestHoursThatAreNoNumberAreSaid(t *testing.T) {
	s, j, p := opened(t)
	field(t, p, 0).SetText("a few")
	pagetest.Press(t, p.Content(), say("common.save"))
	if !pagetest.Says(p.Content(), say("checkin.hours")) || s.Backs != 0 {
		t.Error("nothing is said")
	}
	field(t, p, 0).SetText("6,5")
	pagetest.Press(t, p.Content(), say("common.save"))
	if list := j.CheckIns(); len(list) != 1 || list[0].SleepHours != journal.Some(6.5) {
		t.Errorf("%+v", list)
	}
}

func TestWhatNoDiskTookWaitsSealed(t *testing.T) {
	_, j, p := opened(t)
	test.Type(field(t, p, 1), "tidewords")
	var u journal.Unsaved
	p.Unsaved(&u)
	if _, err := j.SaveUnsaved(context.Background(), u); err != nil || len(j.CheckIns()) != 1 || j.CheckIns()[0].Line != "tidewords" {
		t.Errorf("%+v, %v", j.CheckIns(), err)
	}
}

type noDisk struct{ *journal.Journal }

func (noDisk) SaveCheckIn(context.Context, journal.CheckIn) (journal.CheckIn, error) {
	return journal.CheckIn{}, errors.New("no room")
}

func TestWhatCannotBeKeptStaysOnThePage(t *testing.T) {
	s, j, _ := opened(t)
	p := checkin.New(s, noDisk{j})
	s.Show(p)
	hits(s, fyne.Key6)
	if s.Leave(p) || s.Dialog() == nil {
		t.Fatal("it is left, or nothing is asked")
	}
	pagetest.Press(t, s.Dialog(), say("kit.cancel"))
	left := false
	p.Leave(func() { left = true })
	pagetest.Press(t, s.Dialog(), say("kit.leave_do"))
	if !left {
		t.Error("it cannot be left without")
	}
}

func TestDoneFromTheMenuKeepsTheCheckInAndGoesBack(t *testing.T) {
	s, j, p := opened(t)
	hits(s, fyne.Key6)
	p.Done()
	if list := j.CheckIns(); len(list) != 1 || list[0].Mood != journal.Some(6) || s.Backs != 1 {
		t.Errorf("%+v, went back %d times", list, s.Backs)
	}
}
