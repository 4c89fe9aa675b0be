package storetest

var purgeCases, careCases []testcase
