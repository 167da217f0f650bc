#include "paper/sandbox_inside.h"
int pack_inside(SandboxChild *child, Text request){(void)request; sandbox_lock(child); return 1;}
