package year

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	"niandang/archive"
)

// Pair is one setting with its key, the path of its field.
type Pair struct{ Key, Value string }

// SettingPairs gives all settings in the order of their keys. Lists and objects
// below the second level are shown as JSON.
func SettingPairs(s archive.Settings) []Pair {
	var out []Pair
	tree, err := treeOf(s)
	if err != nil {
		return nil
	}
	flatten("", tree, &out)
	sort.Slice(out, func(i, j int) bool { return out[i].Key < out[j].Key })
	return out
}

func treeOf(s any) (map[string]any, error) {
	b, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	tree := make(map[string]any)
	if err := dec.Decode(&tree); err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	return tree, nil
}

func flatten(prefix string, tree map[string]any, out *[]Pair) {
	for k, v := range tree {
		if sub, ok := v.(map[string]any); ok {
			flatten(prefix+k+".", sub, out)
			continue
		}
		*out = append(*out, Pair{prefix + k, show(v)})
	}
}

func show(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return ""
	}
	return strings.TrimSpace(b.String())
}

// Setting gives the value of one setting.
func Setting(s archive.Settings, key string) (string, error) {
	for _, p := range SettingPairs(s) {
		if p.Key == key {
			return p.Value, nil
		}
	}
	return "", archive.Fail(archive.CodeNotFound, "setting", nil, "key", key)
}

// SettingsJSON gives the settings as a file that ImportSettings takes.
func SettingsJSON(s archive.Settings) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(s); err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	return b.Bytes(), nil
}

// Set changes one setting, or one size or caption of a printed form. A text is taken as it stands; numbers, lists and
// yes/no values are JSON.
func (y *Year) Set(ctx context.Context, key, value string) (archive.Event, error) {
	if strings.HasPrefix(key, formKey) {
		return y.setForm(ctx, key, value)
	}
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return archive.Event{}, err
	}
	old, err := Setting(s, key)
	if err != nil {
		return archive.Event{}, err
	}
	tree, err := treeOf(s)
	if err != nil {
		return archive.Event{}, err
	}
	path := strings.Split(key, ".")
	node := tree
	for _, k := range path[:len(path)-1] {
		node, _ = node[k].(map[string]any)
	}
	last := path[len(path)-1]
	if _, text := node[last].(string); text {
		node[last] = value
	} else if err := json.Unmarshal([]byte(value), new(any)); err != nil {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "setting_value", err, "key", key, "value", value)
	} else {
		node[last] = json.RawMessage(value)
	}
	return y.saveTree(ctx, tree, key+": "+old+" → "+value)
}

func (y *Year) saveTree(ctx context.Context, tree map[string]any, why string) (archive.Event, error) {
	b, err := json.Marshal(tree)
	if err != nil {
		return archive.Event{}, fmt.Errorf("settings: %w", err)
	}
	return y.ImportSettings(ctx, b, why)
}

// ImportSettings replaces the settings by those of a file. Keys that the file
// lacks keep their default; keys that do not exist are refused.
func (y *Year) ImportSettings(ctx context.Context, b []byte, why string) (archive.Event, error) {
	s := archive.DefaultSettings()
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&s); err != nil {
		return archive.Event{}, archive.Fail(archive.CodeInvalid, "settings", err, "detail", err.Error())
	}
	if err := CheckSettings(s); err != nil {
		return archive.Event{}, err
	}
	if err := checkForms(y.Forms, s, y.Paper); err != nil {
		return archive.Event{}, err
	}
	ev, err := y.Store.Apply(ctx, archive.Change{What: "settings", On: "settings", Why: why, Who: y.Who, Person: true, Settings: &s})
	if err != nil {
		return ev, fmt.Errorf("settings: %w", err)
	}
	return ev, nil
}
