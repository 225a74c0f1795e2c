package planted.everypackageisnullmarked.app.web;

/** Its package promises nothing. */
class Unmarked {}
