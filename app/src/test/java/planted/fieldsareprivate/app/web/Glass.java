package planted.fieldsareprivate.app.web;

/** Everybody may change it. */
class Glass {

    int content = 1;
}
