package archive

// Organ is the profile of the organ (立档单位) whose documents are archived. Its
// JSON shape is the one that `nd init --organ` takes.
type Organ struct {
	Fonds        string       `json:"fonds"`        // 全宗号
	Name         string       `json:"name"`         // full name
	ShortNames   []string     `json:"short_names"`  // 规范化简称
	FormerNames  []string     `json:"former_names"` // 曾用名
	OwnBodies    []string     `json:"own_bodies"`   // bodies that issue in its name: 党组, 办公室, 工会
	Level        string       `json:"level"`        // 国, 省, 市, 县, 乡
	Place        Place        `json:"place"`
	Departments  []Department `json:"departments"`
	Superiors    []string     `json:"superiors"`
	Subordinates []string     `json:"subordinates"`
	Series       []Series     `json:"series"`
	Fields       []string     `json:"fields"` // words for its own field (主管业务), optional
}

// Place is where the organ sits.
type Place struct {
	Province string `json:"province"`
	City     string `json:"city"`
	County   string `json:"county,omitempty"`
}

// Department (机构) is an inner department of the organ with the code that
// stands in item codes.
type Department struct {
	Name    string   `json:"name"`
	Code    string   `json:"code"`
	Aliases []string `json:"aliases"`
}

// Series is a number series of the organ (机关代字).
type Series struct {
	Prefix string `json:"prefix"`
	Kind   Kind   `json:"kind"`
}
