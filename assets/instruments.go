package assets

import (
	"embed"
	"path"
)

// instruments holds the measures that come with the program, one file each
// (domain.md §3). Package journal/measure reads them and says what they mean.
//
//go:embed data/instruments/*.json
var instruments embed.FS

// InstrumentFile is a measure as it stands in its file.
type InstrumentFile struct {
	Name string
	JSON []byte
}

// Instruments lists the files in the order the measures are offered.
func Instruments() []InstrumentFile {
	var list []InstrumentFile
	for _, name := range []string{"phq-9.json", "gad-7.json", "who-5.json"} {
		b, err := instruments.ReadFile(path.Join("data/instruments", name))
		if err != nil {
			panic("assets: " + err.Error()) // the program was built without it
		}
		list = append(list, InstrumentFile{name, b})
	}
	return list
}
