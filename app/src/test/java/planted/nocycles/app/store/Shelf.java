package planted.nocycles.app.store;

import planted.nocycles.app.web.Front;

/** Needs the web. */
public class Shelf {

    Front front() {
        return new Front();
    }
}
