package gongwen

import (
	"slices"
	"testing"

	"niandang/archive"
)

func TestQuotesOfTheOpening(t *testing.T) {
	for _, c := range []struct {
		name, opening, title string
		want                 []archive.Quote
	}{
		{"request with its number", "你局《关于申请经费的请示》（云水报〔2023〕5号）收悉。", "", []archive.Quote{{Number: "云水报〔2023〕5号", Title: "关于申请经费的请示"}}},
		{"number in other brackets", "贵局《关于商请的函》(云水函[2023]05号)收悉。", "", []archive.Quote{{Number: "云水函〔2023〕5号", Title: "关于商请的函"}}},
		{"request without a number", "你站《关于购置设备的请示》收悉。", "", []archive.Quote{{Title: "关于购置设备的请示"}}},
		{"number alone", "你局来文（云水报〔2023〕6号）收悉。", "", []archive.Quote{{Number: "云水报〔2023〕6号"}}},
		{"book title inside", "《关于印发〈节水办法〉的请示》（云水报〔2023〕7号）", "", []archive.Quote{{Number: "云水报〔2023〕7号", Title: "关于印发〈节水办法〉的请示"}}},
		{"laws are no quotes", "根据《中华人民共和国水法》《档案法》，通知如下。", "", nil},
		{"forwarded document in the title", "", "云州市水务局转发省水利厅关于做好防汛工作的通知的通知", []archive.Quote{{Title: "省水利厅关于做好防汛工作的通知"}}},
		{"the same twice", "《关于申请经费的请示》（云水报〔2023〕5号）收悉。（云水报〔2023〕5号）", "", []archive.Quote{{Number: "云水报〔2023〕5号", Title: "关于申请经费的请示"}}},
		{"unclosed", "《关于申请", "《", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := quotes(c.opening, c.title); !slices.Equal(got, c.want) {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}
