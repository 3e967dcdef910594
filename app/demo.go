package app

import (
	"context"

	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/journal/demo"
	"afterglow/journal/demo/practice"
)

// enterDemo makes the fictional journal anew and enters it.
func (s *Shell) enterDemo() {
	parent, now, therapist := s.options.Folder, s.Now(), s.options.Practice
	s.options.Folder = demo.Folder(parent)
	s.runner.Do(s.words.T("app.demo_making"), func(ctx context.Context, _ run.Progress) error {
		fiction := demo.Make
		if therapist {
			fiction = practice.Make
		}
		j, err := fiction(ctx, parent, now)
		if err == nil {
			s.opened.Store(j)
		}
		return err
	}, func(err error) {
		if err != nil {
			s.Go(route.To(route.Open))
			s.Fail(err)
			return
		}
		s.enter()
	})
}
