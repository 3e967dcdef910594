package vault

// raiseMinor marks a folder of an older minor version as one of this version, at
// the first save into it: a program that knows only the older one must not write
// there any more, for it would lose keys it does not know. Opening alone changes
// nothing. A header that cannot be written, on a full disk for instance, is no
// reason to lose what is being saved.
func (v *Vault) raiseMinor() {
	if v.hdr.Minor >= formatMinor {
		return
	}
	h := v.hdr
	h.Minor = formatMinor
	h.Serial++
	file, err := encodeHeader(h, v.master)
	if err != nil {
		return
	}
	// Should it not be certain which of the two is in force: both open the same.
	if state, _ := replaceHeader(v.disk, v.dir, file); state != notReplaced {
		v.hdr = h
	}
}
