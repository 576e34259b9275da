"""Personal data in what people type: found and left out before anything is stored, logged or passed on."""
