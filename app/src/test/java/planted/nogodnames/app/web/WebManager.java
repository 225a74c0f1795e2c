package planted.nogodnames.app.web;

/** Manages. */
class WebManager {}
