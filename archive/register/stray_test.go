package register

import "testing"

func TestAStrayCharacterOfAScanIsNoTitle(t *testing.T) {
	row := plain("云州市水务局关于给予陈大河警告处分的决定")
	for face, want := range map[string]bool{
		"云州市水务局关于给了予陈大河警告处分的决定": true,
		"云州市水务局关于给予陈大河警告处分的决定":  false,
		"云州市水务局关于撤销陈大河警告处分的决定":  false,
	} {
		if got := stray(row, plain(face)); got != want {
			t.Errorf("%s: %v", face, got)
		}
	}
}
