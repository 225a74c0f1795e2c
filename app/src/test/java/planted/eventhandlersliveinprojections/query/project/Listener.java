package planted.eventhandlersliveinprojections.query.project;

import org.axonframework.eventhandling.EventHandler;

/** Listens without being a projection. */
class Listener {

    @EventHandler
    void on(String event) {}
}
