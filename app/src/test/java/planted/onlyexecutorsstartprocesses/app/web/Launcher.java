package planted.onlyexecutorsstartprocesses.app.web;

/** Starts a program by itself. */
class Launcher {

    ProcessBuilder launch() {
        return new ProcessBuilder("true");
    }
}
