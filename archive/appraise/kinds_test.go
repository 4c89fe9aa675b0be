package appraise_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"niandang/archive"
	"niandang/archive/appraise"
)

// kindsOfOrgans reads testdata/kinds.tsv: titles of organs of many kinds, of whom the
// profile knows the name alone.
func kindsOfOrgans(t *testing.T) (names []string, lists map[string][]line) {
	t.Helper()
	f, err := os.Open("testdata/kinds.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lists = make(map[string][]line)
	organOf := make(map[string]string)
	for s := bufio.NewScanner(f); s.Scan(); {
		c := strings.Split(s.Text(), "\t")
		organOf[c[0]] = c[9]
	}
	for _, l := range readTitles(t, "testdata/kinds.tsv") {
		o := organOf[l.id]
		if lists[o] == nil {
			names = append(names, o)
		}
		lists[o] = append(lists[o], l)
	}
	return names, lists
}

// A profile of which only the name is known must do, whatever kind of organ it is,
// and the more so when the list says who wrote each document.
func TestTitlesOfManyKindsOfOrgansAreDecided(t *testing.T) {
	names, lists := kindsOfOrgans(t)
	for _, c := range []struct {
		name   string
		placed bool
		want   goal
	}{
		{"relation given", true, goal{0.95, 0.75, 0.98}},
		{"relation inferred", false, goal{0.90, 0.75, 0.98}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var all tally
			n := 0
			for _, name := range names {
				list := append([]line(nil), lists[name]...)
				for i := range list {
					if !c.placed {
						list[i].relation = ""
					}
				}
				all.join(decideAll(t, archive.Organ{Name: name}, list))
				n += len(list)
			}
			all.demand(t, n, c.want)
		})
	}
}

// Who an issuer is follows from two names: the organ's and its own.
func TestIssuersOfManyKindsOfOrgansArePlaced(t *testing.T) {
	names, lists := kindsOfOrgans(t)
	asked, right, silent := 0, 0, 0
	for _, name := range names {
		who := appraise.NewPlacer(archive.Organ{Name: name})
		for _, l := range lists[name] {
			if l.kind != string(archive.Incoming) {
				continue
			}
			d := archive.Document{}
			d.Title = l.title
			got := who.Place(d).Relation
			asked++
			switch got {
			case archive.Relation(l.relation):
				right++
			case "":
				silent++
			default:
				t.Logf("%s, %s: %s, want %s", name, l.title, got, l.relation)
			}
		}
	}
	t.Logf("%d of %d right, %d not told", right, asked, silent)
	if share(right, asked) < 0.9 || share(asked-right-silent, asked) > 0.05 {
		t.Errorf("%d of %d right, %d wrong; want 90%% right, at most 5%% wrong", right, asked, asked-right-silent)
	}
}

func TestOrgansOfWhichOnlyTheNameIsKnown(t *testing.T) {
	for _, c := range []struct {
		organ, issuer string
		want          archive.Relation
	}{
		{"临江县青石镇人民政府", "青石镇党委", archive.Own},
		{"临江县青石镇人民政府", "县人民政府办公室", archive.Superior},
		{"临江县青石镇人民政府", "县民政局", archive.Superior},
		{"临江县青石镇人民政府", "青石镇石桥村村民委员会", archive.Subordinate},
		{"临江县青石镇人民政府", "石桥村民委员会", archive.Subordinate},
		{"临江县青石镇人民政府", "白沙镇人民政府", archive.Unrelated},
		{"临江县青石镇人民政府", "临江县民政局", archive.Superior},
		{"临江县青石镇人民政府", "平湖县民政局", archive.Unrelated},
		{"安平市体育局", "临江县教育体育局", archive.Subordinate},
		{"石桥村村民委员会", "青石镇人民政府", archive.Superior},
		{"望湖街道办事处", "望湖街道党工委", archive.Own},
		{"望湖街道办事处", "区人民政府", archive.Superior},
		{"望湖街道办事处", "东园社区居民委员会", archive.Subordinate},
		{"国家税务总局临江县税务局", "临江县税务局", archive.Own},
		{"国家税务总局临江县税务局", "国家税务总局", archive.Superior},
		{"国家税务总局临江县税务局", "国家税务总局安平市税务局", archive.Superior},
		{"国家税务总局临江县税务局", "国家税务总局临江县税务局青石税务分局", archive.Subordinate},
		{"国家税务总局临江县税务局", "临江县人民政府", archive.Unrelated},
		{"安平市第三中学", "市教育局", archive.Superior},
		{"安平市第三中学", "安平市教育局", archive.Superior},
		{"安平市第三中学", "市第二中学", archive.Unrelated},
		{"安平市第三中学", "市财政局", archive.Peer},
		{"安平市教育局", "安平市第三中学", archive.Subordinate},
		{"临江县人民医院", "县卫生健康局", archive.Superior},
		{"临江县人民医院", "国家卫生健康委", archive.Superior},
		{"安平市中级人民法院", "省高级人民法院", archive.Superior},
		{"安平市中级人民法院", "最高人民法院", archive.Superior},
		{"安平市中级人民法院", "东城区人民法院", archive.Subordinate},
		{"安平市中级人民法院", "市人民检察院", archive.Peer},
		{"安平市中级人民法院", "市政府办公室", archive.Peer},
		{"安平市教育局", "省高级人民法院", archive.Unrelated},
		{"中共临江县纪律检查委员会", "县纪委监委", archive.Own},
		{"中共临江县纪律检查委员会", "中央纪委", archive.Superior},
		{"中共临江县纪律检查委员会", "青石镇纪委", archive.Subordinate},
		{"共青团安平市委员会", "共青团中央", archive.Superior},
		{"共青团安平市委员会", "团市委", archive.Own},
		{"共青团安平市委员会", "共青团东城区委员会", archive.Subordinate},
		{"安平市总工会", "中华全国总工会", archive.Superior},
		{"政协安平市委员会办公室", "市委办公室", archive.Superior},
		{"中共安平市委党校", "中央党校", archive.Superior},
		{"中共安平市委党校", "市委组织部", archive.Superior},
		{"安平市气象局", "中国气象局", archive.Superior},
		{"远大水务集团有限公司", "市国资委", archive.Superior},
		{"远大水务集团有限公司", "第二水厂", archive.Subordinate},
		{"临江县住房和城乡建设局", "住房城乡建设部", archive.Superior},
		{"和平区市场监督管理局", "市市场监督管理局", archive.Superior},
		{"呼和浩特市档案馆", "国家档案局", archive.Superior},
	} {
		d := archive.Document{}
		d.Issuers, d.Title = []string{c.issuer}, "关于某事项的通知"
		if got := appraise.Place(archive.Organ{Name: c.organ}, d).Relation; got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.issuer, c.organ, got, c.want)
		}
	}
}
