package archive_test

import (
	"testing"

	"niandang/archive"
)

func TestDepartmentIsFoundByItsShortName(t *testing.T) {
	o := archive.Organ{Departments: []archive.Department{
		{Name: "办公室", Code: "BGS"}, {Name: "人事秘书科", Code: "RMK", Aliases: []string{"秘书组"}}, {Name: "防汛抗旱科"},
		{Name: "防洪管理科"}, {Name: "女职工委员会"}, {Name: "宣传教育部"},
	}}
	for short, want := range map[string]string{
		"人事秘书科": "人事秘书科", "RMK": "人事秘书科", "秘书组": "人事秘书科", "人秘科": "人事秘书科", "宣教部": "宣传教育部", "女工委": "女职工委员会",
		"防汛科": "防汛抗旱科",
		"防科":  "", // too little to know it by
		"防管科": "防洪管理科",
		"宣教科": "", // a part of another kind
		"水政科": "", "科": "", "": "", "人事": "",
	} {
		d, ok := o.Department(short)
		if d.Name != want || ok != (want != "") {
			t.Errorf("%s: %q, want %q", short, d.Name, want)
		}
	}
	o.Departments = append(o.Departments, archive.Department{Name: "人民秘闻科"})
	if d, ok := o.Department("人秘科"); ok {
		t.Errorf("two departments could be meant, and %s was taken", d.Name)
	}
}
