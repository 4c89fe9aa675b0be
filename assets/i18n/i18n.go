package i18n

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"strings"
)

//go:embed zh-Hans/*.json en/*.json
var files embed.FS

// The languages.
const (
	Chinese = "zh-Hans"
	English = "en"
)

// Words gives all entries of a language by their ID.
func Words(language string) (map[string]string, error) {
	areas, err := Areas(language)
	if err != nil {
		return nil, err
	}
	words := make(map[string]string)
	for _, area := range areas {
		maps.Copy(words, area)
	}
	return words, nil
}

// Areas gives the entries of a language file by file.
func Areas(language string) (map[string]map[string]string, error) {
	entries, err := files.ReadDir(language)
	if err != nil {
		return nil, fmt.Errorf("words of %s: %w", language, err)
	}
	areas := make(map[string]map[string]string, len(entries))
	for _, e := range entries {
		b, err := files.ReadFile(language + "/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("words of %s: %w", language, err)
		}
		area := make(map[string]string)
		if err := json.Unmarshal(b, &area); err != nil {
			return nil, fmt.Errorf("words of %s: %s: %w", language, e.Name(), err)
		}
		areas[e.Name()] = area
	}
	return areas, nil
}

// System gives the language of the system: Chinese unless it is plainly another.
func System() string {
	for _, v := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		s := os.Getenv(v)
		if s == "" || s == "C" || s == "POSIX" || strings.HasPrefix(s, "C.") {
			continue
		}
		if strings.HasPrefix(s, "zh") {
			return Chinese
		}
		return English
	}
	return Chinese
}
