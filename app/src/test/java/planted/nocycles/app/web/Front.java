package planted.nocycles.app.web;

import planted.nocycles.app.store.Shelf;

/** Needs the store. */
public class Front {

    Shelf shelf() {
        return new Shelf();
    }
}
