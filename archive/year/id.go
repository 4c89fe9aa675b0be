package year

import (
	"fmt"

	"github.com/google/uuid"
)

// newID gives a record's ID: a UUID of version 7, which sorts by time.
func newID() (string, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return "", fmt.Errorf("make an id: %w", err)
	}
	return id.String(), nil
}
