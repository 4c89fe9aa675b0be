package shelf

import (
	"os"
	"path/filepath"
	"runtime"

	"github.com/adrg/xdg"

	"niandang/ui"
)

// Places implements ui.Shelf: the folders of the person, then disks and sticks.
func (s *Shelf) Places() []ui.Place {
	u := xdg.UserDirs
	all := []ui.Place{{Name: "desktop", Dir: u.Desktop}, {Name: "documents", Dir: u.Documents}, {Name: "downloads", Dir: u.Download}, {Name: "home", Dir: xdg.Home}}
	var out []ui.Place
	for _, p := range append(all, disks()...) {
		if info, err := os.Stat(p.Dir); p.Dir != "" && err == nil && info.IsDir() {
			out = append(out, p)
		}
	}
	return out
}

// disks are the drives, or where disks and sticks are hung in.
func disks() (out []ui.Place) {
	if runtime.GOOS == "windows" {
		for letter := 'A'; letter <= 'Z'; letter++ {
			out = append(out, ui.Place{Name: string(letter) + ":", Dir: string(letter) + `:\`})
		}
		return out
	}
	for _, pattern := range []string{"/media/*", "/media/*/*", "/run/media/*/*", "/mnt/*", "/data", "/Volumes/*"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			continue
		}
		for _, dir := range found {
			if pattern != "/media/*" || filepath.Base(dir) != filepath.Base(xdg.Home) {
				out = append(out, ui.Place{Name: filepath.Base(dir), Dir: dir})
			}
		}
	}
	return append(out, ui.Place{Name: "root", Dir: "/"})
}
