from django.http import HttpResponse


def recommendation(request, pk):
    return HttpResponse("")


def compute(request, pk):
    return HttpResponse("")


def progress(request, pk):
    return HttpResponse("")


def pin(request, pk):
    return HttpResponse("")


def shortlist(request, pk, format):
    return HttpResponse("")
