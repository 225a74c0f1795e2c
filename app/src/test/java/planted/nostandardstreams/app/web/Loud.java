package planted.nostandardstreams.app.web;

/** Prints. */
class Loud {

    void shout() {
        System.out.println("planted");
    }
}
