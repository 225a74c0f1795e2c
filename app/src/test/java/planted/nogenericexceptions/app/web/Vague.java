package planted.nogenericexceptions.app.web;

/** Says nothing by its exception. */
class Vague {

    void fail() {
        throw new RuntimeException("planted");
    }
}
