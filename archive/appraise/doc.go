// Package appraise says how long each document is kept, and why. A retention
// schedule is data (assets/schedule holds the national model); the engine here
// knows conditions, not rows: a new row needs no code.
//
// [Place] settles who is who first: an issuer's relation to the organ, whether
// the document was sent, received or is internal, its direction, and whether the
// organ led a joint one. What an organ's own congress issues is the organ's.
// [Schedule.Decide] then gives a decision with its clause, the conditions that held,
// the runner-up and why it lost. Conflicts are settled in this order: the organ's own approved table before the national model; a
// special rule before a general one; the longer term before the shorter; leading
// before taking part. [ImportTable] takes the organ's own table in, [Secrecy]
// finds documents that are marked secret and public at once, and the lists of the
// year (not archived, run out, disclosed) are plain data for reports. [Revise] says
// what another table would change. [PlanDisposal] says what may be destroyed of
// what has run out its term, and why the rest may not.
//
// It refuses to guess silently: where a row's grade, the matter's weight or the
// issuer is in doubt, or what would be left out names a body below the organ, the
// decision asks for review. It never replaces a person's decision ([Renew]). It reads no files; bytes come as an fs.FS or as rows.
//
// Sources: 机关文件材料归档范围和文书档案保管期限规定 (国家档案局令第8号) art. 3, 4,
// 6 to 8, 11 and its annex; 党政机关公文处理工作条例 art. 8, 15 to 17;
// 保守国家秘密法 art. 20; 政府信息公开条例 art. 19 to 26; 档案法实施条例 art. 24.
package appraise
