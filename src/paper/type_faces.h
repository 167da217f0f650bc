/* Our own typeface, put into the program at build time from its npm package. */
#ifndef QUORATE_PAPER_TYPE_FACES_H
#define QUORATE_PAPER_TYPE_FACES_H

#include <stddef.h>

typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t size;
} TypeFace;
/* Ended by {0}; empty when the program was built without the package. */
const TypeFace *type_faces(void);

#endif
