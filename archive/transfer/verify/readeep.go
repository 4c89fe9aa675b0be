package verify

import "context"

func (v *verifier) readEEP(ctx context.Context) {}
func (v *verifier) readEARK()                   {}
