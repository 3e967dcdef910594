package app

import (
	"context"
	"maps"

	"afterglow/app/pages/checkin"
	"afterglow/app/pages/clients"
	"afterglow/app/pages/contacts"
	"afterglow/app/pages/measure"
	"afterglow/app/pages/noticed"
	"afterglow/app/pages/opening"
	"afterglow/app/pages/reading"
	"afterglow/app/pages/sessions"
	"afterglow/app/pages/settings"
	"afterglow/app/pages/share"
	"afterglow/app/pages/support"
	"afterglow/app/pages/timeline"
	"afterglow/app/pages/today"
	"afterglow/app/pages/trends"
	"afterglow/app/pages/writing"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
)

// build makes the page of a route. While the journal is locked there are only
// the pages that need none.
func (s *Shell) build(r route.Route) route.Page {
	if r.Page == route.Received && s.received != nil {
		return s.received
	}
	if s.journal == nil {
		if r.Page == route.Support {
			return support.New(s, nil, "")
		}
		if s.opening == nil {
			s.opening = opening.New(s, Door{s})
		}
		return s.opening
	}
	switch r.Page {
	case route.Journal:
		return timeline.New(s, s.journal, r.Arg, &s.views.timeline)
	case route.Trash:
		return timeline.NewTrash(s, s.journal)
	case route.Read:
		return reading.New(s, s.journal, r.Arg)
	case route.History:
		return reading.NewHistory(s, s.journal, r.Arg)
	case route.Write:
		return writing.New(s, s.journal, r.Arg)
	case route.Right:
		return writing.NewRight(s, s.journal, r.Arg)
	case route.Sessions:
		return sessions.New(s, s.journal, r.Arg, &s.views.sessions)
	case route.Noticed:
		return noticed.New(s, s.journal, r.Arg)
	case route.Trends:
		return trends.New(s, s.journal, &s.views.trends)
	case route.Share:
		return share.New(s, s.journal, r.Arg, s.takeShareDraft())
	case route.Shares:
		return share.NewLog(s, s.journal)
	case route.Contacts:
		return contacts.New(s, s.journal, r.Arg, s.takeCard())
	case route.Support:
		return support.New(s, s.journal, r.Arg)
	case route.CheckIn:
		return checkin.New(s, s.journal)
	case route.Measure:
		return measure.New(s, s.journal, r.Arg)
	case route.Settings:
		return settings.New(s, s.journal, s.options.Folder, r.Arg)
	case route.Clients:
		return clients.New(s, s.journal, s.clients, r.Arg, &s.views.clients)
	}
	return today.New(s, s.journal, &s.views.today)
}

// views is what pages remember between two visits, within one opening.
type views struct {
	timeline timeline.View
	today    today.View
	sessions sessions.View
	trends   trends.View
	clients  clients.View
	// share is a share that was being put together when the journal was locked.
	share *journal.ShareDraft
}

// takeShareDraft gives that share, once.
func (s *Shell) takeShareDraft() *journal.ShareDraft {
	d := s.views.share
	s.views.share = nil
	return d
}

// Country is the country chosen for Support.
func (s *Shell) Country() string {
	if s.journal != nil && s.journal.Settings().Country != "" {
		return s.journal.Settings().Country
	}
	return s.country
}

// SetCountry chooses it; with an unlocked journal it is kept there.
func (s *Shell) SetCountry(code string) {
	s.country = code
	s.keepOutside() // for Support before unlocking
	j := s.journal
	if j == nil {
		return
	}
	settings := j.Settings()
	settings.Country = code
	s.runner.Do(s.words.T("common.saving"), func(ctx context.Context, _ run.Progress) error {
		_, err := j.SaveSettings(ctx, settings)
		return err
	}, func(err error) {
		s.Fail(err)
		if s.journal == j {
			s.KeepLines()
		}
	})
}

// LinesOutside are the crisis numbers that were put right and may be seen before
// unlocking.
func (s *Shell) LinesOutside() map[string]string { return s.lines }

// KeepLines takes over from the journal what Support shows before the next
// unlocking: the country, and the numbers of it that may be seen there.
func (s *Shell) KeepLines() {
	set, country := s.journal.Settings(), s.country
	if set.Country != "" {
		country = set.Country
	}
	lines := support.Outside(set, country)
	if country != s.country || !maps.Equal(lines, s.lines) {
		s.country, s.lines = country, lines
		s.keepOutside()
	}
}

// keepOutside keeps what is remembered outside the journal. The demo changes only how
// the window looks: its country is nobody's.
func (s *Shell) keepOutside() {
	o := outside{s.look, s.country, s.lines}
	if s.options.Demo {
		o = readOutside(s.options.LookFile)
		o.Settings = s.look
	}
	writeOutside(s.options.LookFile, o)
}

// SetSessionWord chooses the word for a session, and keeps it.
func (s *Shell) SetSessionWord(word journal.SessionWord) {
	j := s.journal
	if j == nil {
		return
	}
	s.call(word)
	s.runner.Do(s.words.T("common.saving"), func(ctx context.Context, _ run.Progress) error {
		settings := j.Settings()
		settings.SessionWord = word
		_, err := j.SaveSettings(ctx, settings)
		return err
	}, s.Fail)
}

// call says everything with a word for a session from now on.
func (s *Shell) call(word journal.SessionWord) {
	s.words = assets.English().Called(string(word))
	s.rail.say(s.words)
	s.menu()
}
