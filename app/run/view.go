package run

import "sync"

// view is one piece of work as the display sees it: nothing until show, and
// never more than one queued update at a time however often Set is called.
type view struct {
	a      *Async
	label  string
	cancel func()

	shown Shown // window's thread only
	over  bool  // window's thread only

	mu          sync.Mutex
	done, total int64
	queued      bool
}

// Set implements Progress. It may be called from any goroutine.
func (v *view) Set(done, total int64) {
	v.mu.Lock()
	v.done, v.total = done, total
	post := !v.queued && v.a.display != nil
	v.queued = v.queued || post
	v.mu.Unlock()
	if post {
		v.a.post(v.update)
	}
}

func (v *view) update() {
	v.mu.Lock()
	done, total := v.done, v.total
	v.queued = false
	v.mu.Unlock()
	if v.shown != nil && total+done > 0 {
		v.shown.Set(done, total)
	}
}

func (v *view) show() {
	if v.over {
		return
	}
	v.shown = v.a.display.Show(v.label, v.cancel)
	v.update()
}

func (v *view) hide() {
	v.over = true
	if v.shown != nil {
		v.shown.Hide()
		v.shown = nil
	}
}
