package io.codemaster.app.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Hidden;

/** Where the container sends what failed outside any controller. */
@Hidden
@RestController
class ProblemErrorController implements ErrorController {

    private final Refusals refusals;

    private final ProblemWriter problems;

    ProblemErrorController(Refusals refusals, ProblemWriter problems) {
        this.refusals = refusals;
        this.problems = problems;
    }

    @RequestMapping("/error")
    ResponseEntity<Object> error(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            return problems.entity(request, refusals.of(failure, request));
        }
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
        return problems.entity(request, Refusals.ofStatus(status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status));
    }
}
