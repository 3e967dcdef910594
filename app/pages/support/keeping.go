package support

// keeping saves what was typed when its page is left or the journal locked.
type keeping struct {
	shell  Shell
	waits  func() bool
	save   func(done func(error))
	saving bool
	then   []func() // to go on with once what is being saved is
}

// Leave implements route.Leaver.
func (k *keeping) Leave(done func()) { k.put(k.shell.Fail, done) }

// PutAway implements route.Keeper.
func (k *keeping) PutAway(done func()) { k.put(func(error) {}, done) }

func (k *keeping) put(tell func(error), done func()) {
	if k.saving {
		k.then = append(k.then, done)
		return
	}
	if !k.waits() {
		done()
		return
	}
	k.saving, k.then = true, []func(){done}
	k.save(func(err error) {
		k.saving = false
		if err != nil {
			tell(err)
		}
		then := k.then
		k.then = nil
		for _, do := range then {
			do()
		}
	})
}
