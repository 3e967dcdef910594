package support

import "afterglow/app/kit"

// keeping saves what was typed when its page is left or the journal locked.
type keeping struct {
	shell  Shell
	waits  func() bool
	save   func(done func(error))
	saving bool
	then   []func() // to go on with once what is being saved is
}

// Done goes back; what was typed is saved on the way.
func (k *keeping) Done() { k.shell.Back() }

// Leave implements route.Leaver.
func (k *keeping) Leave(done func()) {
	k.put(done, func() { kit.ConfirmLeaving(k.shell.Window(), k.shell.Words(), done) })
}

// PutAway implements route.Keeper.
func (k *keeping) PutAway(done func()) { k.put(done, done) }

// put saves what waits and goes on with done, or with failed.
func (k *keeping) put(done, failed func()) {
	if k.saving {
		k.then = append(k.then, func() { k.put(done, failed) })
		return
	}
	if !k.waits() {
		done()
		return
	}
	k.saving = true
	k.save(func(err error) {
		k.saving = false
		then := k.then
		k.then = nil
		if err != nil {
			done = failed
		}
		done()
		for _, do := range then {
			do()
		}
	})
}
