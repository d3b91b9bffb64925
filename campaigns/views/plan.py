from django.http import HttpResponse


def plan_save(request, pk):
    return HttpResponse("")


def plan_detail(request, pk, version):
    return HttpResponse("")


def plan_shortlist(request, pk, version, format):
    return HttpResponse("")
