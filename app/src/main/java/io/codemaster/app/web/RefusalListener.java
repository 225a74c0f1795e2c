package io.codemaster.app.web;

import jakarta.servlet.http.HttpServletRequest;

/** Hears of every request that is not served. It must neither take long nor fail. */
public interface RefusalListener {

    /** The attribute of a request that tries to sign in: whose account it names. */
    String ACCOUNT = RefusalListener.class.getName() + ".account";

    /** The request is answered with this. */
    void refused(HttpServletRequest request, Refusal refusal);
}
