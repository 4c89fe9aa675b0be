// Package schemas holds XML schemas that were written for this project and are
// under its licence: of the Chinese layouts, from the standards' element lists
// (DA/T 93-2022, 档发〔2012〕7号, DA/T 46-2009, DA/T 48-2009), and of the parts of METS
// 1.12 (with E-ARK CSIP and SIP 2.2.0) and PREMIS 3.0 that packages use. They go
// along with packages and check them in tests; a printed standard, and the schemas
// of the Library of Congress and the DILCIS Board, which are not in this project,
// are right where they differ. The setting transfer.schemas names a folder with
// the published ones; then they go along with an E-ARK package too.
package schemas
