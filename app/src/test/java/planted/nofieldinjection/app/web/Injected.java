package planted.nofieldinjection.app.web;

import org.springframework.beans.factory.annotation.Autowired;

/** Gets its collaborator behind its back. */
class Injected {

    @Autowired
    Runnable work = () -> {};
}
