package planted.featuresdonotreachintoeachother.command.codegen;

import planted.featuresdonotreachintoeachother.command.project.Ledger;

/** Uses a class of another feature. */
class Reacher {

    Ledger look() {
        return new Ledger();
    }
}
