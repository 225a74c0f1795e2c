package planted.modulesonlymeetincoreapi.command.codegen;

import planted.modulesonlymeetincoreapi.query.codegen.Memory;

/** Reaches over to the read side. */
class Decision {

    Memory look() {
        return new Memory();
    }
}
