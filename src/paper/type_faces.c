/* Owns the bytes of our typeface: Atkinson Hyperlegible Next (SIL Open Font Licence), the same as on the pages. */
#include "paper/type_faces.h"

#include <stdint.h>

#ifdef QUORATE_FACES

/* The assembler takes the files in as they are. The bytes follow their number, so that one symbol a face is enough. */
#define FACE(symbol, file)                                                                                                                 \
    __asm__(".pushsection .rodata\n.balign 16\n.global " #symbol "\n.hidden " #symbol "\n" #symbol ":\n.quad 2f - 1f\n1:\n"                \
            ".incbin \"" QUORATE_FACES "/" file "\"\n2:\n.byte 0\n.popsection\n");                                                         \
    extern const struct {                                                                                                                  \
        uint64_t size;                                                                                                                     \
        unsigned char bytes[];                                                                                                             \
    } symbol

FACE(type_face_regular, "400Regular/AtkinsonHyperlegibleNext_400Regular.ttf");
FACE(type_face_italic, "400Regular_Italic/AtkinsonHyperlegibleNext_400Regular_Italic.ttf");
FACE(type_face_bold, "700Bold/AtkinsonHyperlegibleNext_700Bold.ttf");
FACE(type_face_bold_italic, "700Bold_Italic/AtkinsonHyperlegibleNext_700Bold_Italic.ttf");

const TypeFace *type_faces(void) {
    static TypeFace faces[5];
    faces[0] = (TypeFace){"regular", type_face_regular.bytes, type_face_regular.size};
    faces[1] = (TypeFace){"italic", type_face_italic.bytes, type_face_italic.size};
    faces[2] = (TypeFace){"bold", type_face_bold.bytes, type_face_bold.size};
    faces[3] = (TypeFace){"bold italic", type_face_bold_italic.bytes, type_face_bold_italic.size};
    return faces;
}

#else

const TypeFace *type_faces(void) {
    static const TypeFace none = {0};
    return &none;
}

#endif
