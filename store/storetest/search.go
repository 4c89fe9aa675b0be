package storetest

var searchCases, purgeCases, careCases []testcase
